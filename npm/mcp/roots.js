// Which files may be read: those below the folders that were named, wherever links lead.
import { realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";

/** The real path of a file below one of the folders; throws a sentence for any other, there or not. */
export function below(roots, path) {
  const refused = new Error(`${path}: 不在启动时指明的文件夹里，或没有这个文件 not below the folders named at start, or there is no such file`);
  const inside = (root, file) => {
    const way = relative(root, file);
    return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  };
  for (const root of roots) {
    let real;
    try {
      real = realpathSync(resolve(root, path));
    } catch {
      continue;
    }
    if (!inside(root, real)) continue;
    // A pipe would be waited for without end.
    if (!statSync(real).isFile()) throw new Error(`${path}: 不是普通的文件，没有读 no regular file, not read`);
    return real;
  }
  throw refused;
}

const MISSING = {
  ENOENT: "没有这个文件夹 there is no such folder",
  EACCES: "没有读取它的权限 it may not be read",
  ELOOP: "这个链接没有通到文件夹 this link leads to no folder",
};

/** The real paths of the folders that are named; throws a sentence for what is none. */
export const rootsOf = (folders) => folders.map((folder) => {
  let real;
  try {
    real = realpathSync(folder);
  } catch (error) {
    throw new Error(`${folder}: ${MISSING[error.code] ?? `读不了 it cannot be read (${error.message})`}`);
  }
  if (!statSync(real).isDirectory()) throw new Error(`${folder}: 这不是文件夹，请写明文件夹 this is no folder; name one`);
  return real;
});
