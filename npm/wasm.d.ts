/** The address of the wasm, where a bundler makes one of it. */
declare const address: string;
export default address;
