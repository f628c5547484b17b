interface Tags {
  isLittle?: boolean;
  orientation?: number;
  /** Whether there is a block with a latitude. */
  place?: boolean;
}

/** Exif as a camera writes it: TIFF's header, a directory, and one for the place. */
export function tiff({ isLittle = false, orientation = 1, place = false }: Tags): Buffer {
  const bytes = Buffer.alloc(96);
  const short = (at: number, value: number) =>
    isLittle ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const long = (at: number, value: number) =>
    isLittle ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  bytes.write(isLittle ? 'II' : 'MM', 0, 'latin1');
  short(2, 42);
  long(4, 8);
  short(8, place ? 2 : 1);
  // Tag, type, count, value.
  short(10, 0x0112);
  short(12, 3);
  long(14, 1);
  short(18, orientation);
  if (!place) return bytes;
  short(22, 0x8825);
  short(24, 4);
  long(26, 1);
  long(30, 40);
  short(40, 1);
  short(42, 2);
  short(44, 5);
  long(46, 3);
  long(50, 60);
  return bytes;
}

export const inPlace = tiff({ place: true });

/** A JPEG with a block of Exif after its first marker. */
export function withExif(jpeg: Buffer, exif: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif]);
  const header = Buffer.from([0xff, 0xe1, 0, 0]);
  header.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), header, content, jpeg.subarray(2)]);
}
