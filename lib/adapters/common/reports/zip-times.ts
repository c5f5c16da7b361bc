// Sets the time of every entry of a ZIP file: a workbook made twice from the same data is then the
// same file. APPNOTE 4.3.12 (central directory), 4.3.7 (local header), 4.4.6 (DOS time and date).

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;

export function setZipTimes(file: Uint8Array, instant: string): Uint8Array {
  const body = Buffer.from(file);
  const [time, date] = dosTime(new Date(instant));
  const end = endOfDirectory(body);
  let at = body.readUInt32LE(end + 16);
  for (let entry = body.readUInt16LE(end + 10); entry > 0; entry -= 1) {
    expectSignature(body, at, CENTRAL);
    body.writeUInt16LE(time, at + 12);
    body.writeUInt16LE(date, at + 14);
    const local = body.readUInt32LE(at + 42);
    expectSignature(body, local, LOCAL);
    body.writeUInt16LE(time, local + 10);
    body.writeUInt16LE(date, local + 12);
    const names = body.readUInt16LE(at + 28) + body.readUInt16LE(at + 30);
    at += CENTRAL_BYTES + names + body.readUInt16LE(at + 32);
  }
  return body;
}

function endOfDirectory(body: Buffer): number {
  for (let at = body.length - END_BYTES; at >= 0; at -= 1) {
    if (body.readUInt32LE(at) === END) return at;
  }
  throw new Error('a ZIP file has an end');
}

function expectSignature(body: Buffer, at: number, signature: number): void {
  if (body.readUInt32LE(at) !== signature) throw new Error('a ZIP entry is where it is said to be');
}

function dosTime(day: Date): readonly [number, number] {
  const time = (day.getUTCHours() << 11) | (day.getUTCMinutes() << 5);
  const date =
    ((day.getUTCFullYear() - 1980) << 9) | ((day.getUTCMonth() + 1) << 5) | day.getUTCDate();
  return [time, date];
}
