/** Rejects unpaired surrogates, which no pattern excludes both in UTF-16 and in code points. */
const wellFormed = (text: string) => text.isWellFormed();

/** The formats of the API's schemas beside those of JSON Schema. */
export const ownFormats = { password: wellFormed, 'well-formed': wellFormed };
