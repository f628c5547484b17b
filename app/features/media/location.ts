/** Tags of Exif 2.32: the block with the place, and the latitude in it. */
const gpsTag = 0x8825;
const latitudeTag = 2;
const maxTags = 200;

/**
 * Whether an image says where it was taken. Cameras write it as Exif, a block in TIFF's format that JPEG, PNG,
 * WebP and AVIF files contain as it is; some programs write it as XMP, which is text. Searches the whole file,
 * so that no container has to be parsed. Cost: linear in the file.
 */
export function tellsPlace(bytes: Buffer): boolean {
  if (bytes.includes('GPSLatitude')) return true;
  return [...positions(bytes, 'II*\0'), ...positions(bytes, 'MM\0*')].some((start) =>
    hasPlace(bytes.subarray(start)),
  );
}

function* positions(bytes: Buffer, text: string): Generator<number> {
  for (let i = bytes.indexOf(text, 0, 'latin1'); i !== -1; i = bytes.indexOf(text, i + 1, 'latin1'))
    yield i;
}

/** @param tiff begins with TIFF's header: https://www.loc.gov/preservation/digital/formats/fdd/fdd000022.shtml */
function hasPlace(tiff: Buffer): boolean {
  const isLittle = tiff[0] === 0x49;
  const within = (at: number, length: number) => at >= 0 && at + length <= tiff.length;
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));

  /** Where the entry of a tag begins in the directory at `at`. */
  function find(at: number, tag: number): number | undefined {
    if (!within(at, 2)) return undefined;
    const count = Math.min(short(at), maxTags);
    for (let i = 0; i < count; i++) {
      const entry = at + 2 + 12 * i;
      if (!within(entry, 12)) return undefined;
      if (short(entry) === tag) return entry;
    }
    return undefined;
  }

  if (!within(4, 4)) return false;
  const pointer = find(long(4), gpsTag);
  return pointer !== undefined && find(long(pointer + 8), latitudeTag) !== undefined;
}
