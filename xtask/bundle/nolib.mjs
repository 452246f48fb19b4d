// Stands in for www/pdf/lib.js in the single file: pdf.js would weigh more than all the rest.
export const load = () => Promise.reject(new Error("pdf.js is not in this file"));
