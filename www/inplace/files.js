// A file that a page links to, on its way into the checker's own page.

/** An address as people read it; as it is, where it is not well written. */
export function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    return path;
  }
}

/** The file at an address, asked of the server that the page is from; `name` is what it is called there. */
export async function fetched(address, name = decode(new URL(address).pathname).split("/").pop()) {
  const response = await fetch(address, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return new File([await response.blob()], name);
}

/** Chooses a file in the checker's page, as a reader would. */
export function hand(page, file) {
  const files = new page.DataTransfer();
  files.items.add(new page.File([file], file.name));
  const input = page.document.querySelector("#source input[type=file]");
  input.files = files.files;
  input.dispatchEvent(new page.Event("change", { bubbles: true }));
}
