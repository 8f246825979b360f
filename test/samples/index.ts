import { bytesOf } from './bytes.js';
import { compoundFile, docx, openDocument, pptx, xlsx } from './containers.js';
import { bmp, boxes, dicom, gif, heic, jpeg, m4a, mov, mp3, mp4, png, tiff, wav, webp } from './media.js';
import { pdf } from './pdf.js';

/** A whole file of a kind, and how senders know that kind. */
export interface Sample {
  /** Media type, as it is passed on. */
  type: string;
  extension: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** For text: what it is without a name. */
  unnamed?: string;
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const CDA = '<?xml version="1.0"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Summary</title></ClinicalDocument>';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>';

/** One of every kind that is recognised. */
export const SAMPLES: readonly Sample[] = [
  { type: 'application/pdf', extension: 'pdf', bytes: pdf() },
  { type: 'image/jpeg', extension: 'jpg', bytes: jpeg() },
  { type: 'image/png', extension: 'png', bytes: png() },
  { type: 'image/gif', extension: 'gif', bytes: gif() },
  { type: 'image/webp', extension: 'webp', bytes: webp() },
  { type: 'image/heic', extension: 'heic', bytes: heic() },
  { type: 'image/tiff', extension: 'tif', bytes: tiff() },
  { type: 'image/bmp', extension: 'bmp', bytes: bmp() },
  { type: 'application/dicom', extension: 'dcm', bytes: dicom() },
  { type: 'application/rtf', extension: 'rtf', bytes: bytesOf('{\\rtf1\\ansi Consent\\par}') },
  { type: 'audio/wav', extension: 'wav', bytes: wav() },
  { type: 'audio/mpeg', extension: 'mp3', bytes: mp3() },
  { type: 'video/mp4', extension: 'mp4', bytes: mp4() },
  { type: 'audio/mp4', extension: 'm4a', bytes: m4a() },
  { type: 'video/quicktime', extension: 'mov', bytes: mov() },
  { type: 'video/3gpp', extension: '3gp', bytes: boxes('3gp5', '3gp5', 'isom') },
  { type: `${OFFICE}wordprocessingml.document`, extension: 'docx', bytes: docx() },
  { type: `${OFFICE}spreadsheetml.sheet`, extension: 'xlsx', bytes: xlsx() },
  { type: `${OFFICE}presentationml.presentation`, extension: 'pptx', bytes: pptx() },
  { type: 'application/vnd.oasis.opendocument.text', extension: 'odt', bytes: openDocument('text') },
  { type: 'application/vnd.oasis.opendocument.spreadsheet', extension: 'ods', bytes: openDocument('spreadsheet') },
  { type: 'application/vnd.oasis.opendocument.presentation', extension: 'odp', bytes: openDocument('presentation') },
  { type: 'application/msword', extension: 'doc', bytes: compoundFile('WordDocument', '1Table') },
  { type: 'application/vnd.ms-excel', extension: 'xls', bytes: compoundFile('Workbook') },
  { type: 'application/vnd.ms-powerpoint', extension: 'ppt', bytes: compoundFile('PowerPoint Document') },
  { type: 'text/plain', extension: 'txt', bytes: bytesOf('Allergies: none'), unnamed: 'text/plain' },
  { type: 'text/csv', extension: 'csv', bytes: bytesOf('date,weight\n2026-01-02,70\n'), unnamed: 'text/plain' },
  { type: 'application/json', extension: 'json', bytes: bytesOf('{"resourceType": "Bundle"}'), unnamed: 'text/plain' },
  { type: 'text/html', extension: 'html', bytes: bytesOf('<!DOCTYPE html><p>Letter</p>'), unnamed: 'text/html' },
  { type: 'application/xml', extension: 'xml', bytes: bytesOf(CDA), unnamed: 'application/xml' },
  { type: 'image/svg+xml', extension: 'svg', bytes: bytesOf(SVG), unnamed: 'text/plain' },
];
