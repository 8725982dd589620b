/** The key under which the tables of packages are kept, in Node's own words: `linux-x64`, `darwin-arm64`, `win32-x64`. */
export const platformKey = `${process.platform}-${process.arch}`
