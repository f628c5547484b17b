import { crc32, deflateRawSync } from 'node:zlib';

/** What an entry says instead of the truth. */
export interface ZipLies {
  crc?: number;
  size?: number;
  method?: number;
  flags?: number;
}

/** A zip archive of files by their names. Deflates them, if `method` is not 0. */
export function zip(
  files: Record<string, string | Uint8Array> | [string, string | Uint8Array][],
  lies: ZipLies = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Array.isArray(files) ? files : Object.entries(files)) {
    const bytes = Buffer.from(content);
    const data = lies.method === 0 ? bytes : deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(lies.flags ?? 0x800, 2);
    fields.writeUInt16LE(lies.method ?? 8, 4);
    fields.writeUInt32LE(lies.crc ?? crc32(bytes), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(lies.size ?? bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    parts.push(Buffer.from('PK\x03\x04'), fields, Buffer.from(name), data);

    const more = Buffer.alloc(14);
    more.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x03'), fields, more, Buffer.from(name));
    offset += 4 + fields.length + Buffer.byteLength(name) + data.length;
  }
  const end = Buffer.alloc(18);
  const count = Array.isArray(files) ? files.length : Object.keys(files).length;
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\x05\x06'), end]);
}
