import { crc32 } from "node:zlib";

const NS = "http://schemas.openxmlformats.org";
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const cell = (text) =>
  `<c t="inlineStr"><is><t>${String(text).replace(/[&<>"]/g, (letter) => ESCAPES[letter])}</t></is></c>`;
const relation = (type, target) =>
  `${HEAD}<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="r1"` +
  ` Type="${NS}/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;
const content = (path, type) =>
  `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;

function partsOf(rows) {
  const lines = rows.map((row, i) => `<row r="${i + 1}">${row.map(cell).join("")}</row>`).join("");
  return {
    "[Content_Types].xml":
      `${HEAD}<Types xmlns="${NS}/package/2006/content-types"><Default Extension="rels"` +
      ` ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/>${content("xl/workbook.xml", "sheet.main")}` +
      `${content("xl/sheet1.xml", "worksheet")}</Types>`,
    "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml":
      `${HEAD}<workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${NS}/officeDocument/2006/relationships">` +
      `<sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relation("worksheet", "sheet1.xml"),
    "xl/sheet1.xml": `${HEAD}<worksheet xmlns="${NS}/spreadsheetml/2006/main"><sheetData>${lines}</sheetData></worksheet>`,
  };
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

function header(signature, name, data, offset) {
  const central = signature === CENTRAL;
  const bytes = Buffer.alloc(central ? 46 : 30);
  const at = central ? 2 : 0;
  bytes.writeUInt32LE(signature, 0);
  if (central) bytes.writeUInt16LE(20, 4);
  bytes.writeUInt16LE(20, 4 + at);
  bytes.writeUInt32LE(crc32(data), 14 + at);
  bytes.writeUInt32LE(data.length, 18 + at);
  bytes.writeUInt32LE(data.length, 22 + at);
  bytes.writeUInt16LE(name.length, 26 + at);
  if (central) bytes.writeUInt32LE(offset, 42);
  return bytes;
}

/** An Excel workbook of one sheet of text, as bytes: a ZIP archive in which nothing is compressed. */
export function workbook(rows) {
  const files = [];
  const directory = [];
  let offset = 0;
  let count = 0;
  for (const [path, text] of Object.entries(partsOf(rows))) {
    const name = Buffer.from(path);
    const data = Buffer.from(text);
    const local = Buffer.concat([header(LOCAL, name, data, offset), name, data]);
    directory.push(header(CENTRAL, name, data, offset), name);
    files.push(local);
    offset += local.length;
    count++;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listed, end]);
}
