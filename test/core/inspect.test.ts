import { expect } from '@open-wc/testing';
import type { SenderEventDetails, SenderEventName } from '../../src/core/events.js';
import { FileSender, type SenderOptions } from '../../src/core/index.js';
import type { NotesNew } from '../../src/models/index.js';
import { bytesOf } from '../samples/bytes.js';
import { PROGRAMS } from '../samples/containers.js';
import { heic, jpeg } from '../samples/media.js';
import { pdf, pdfOfSize } from '../samples/pdf.js';

const MESSAGE = {
  Patient: { Identifiers: [{ ID: '0000000001', IDType: 'MR' }] },
  Note: { DocumentType: 'Consent Form', Provider: { ID: '4356789876' } },
};

const fileOf = (bytes: Uint8Array<ArrayBuffer>, name: string, type = '') => new File([bytes], name, { type });

/** A sender whose every request is counted, and none answered. */
function senderOf(options: Partial<SenderOptions> = {}) {
  const requests: string[] = [];
  const transport: SenderOptions['transport'] = async ({ url }) => {
    requests.push(url);
    throw new Error('Nothing was to be sent');
  };
  return { sender: new FileSender({ message: MESSAGE, transport, ...options }), requests };
}

const next = <N extends SenderEventName>(sender: FileSender, type: N): Promise<SenderEventDetails[N]> =>
  new Promise(resolve =>
    sender.addEventListener(type, event => resolve((event as CustomEvent<SenderEventDetails[N]>).detail), {
      once: true,
    }),
  );

/** The error that a file ends with, once it is plain that nothing of it was sent or composed. */
async function refusalOf(file: File, options: Partial<SenderOptions> = {}) {
  const { sender, requests } = senderOf({ output: 'send', endpoint: '/redox', ...options });
  let composed = false;
  sender.addEventListener('redox-payload', () => {
    composed = true;
  });
  const failed = next(sender, 'redox-error');
  sender.add([file]);
  const { error } = await failed;
  expect(requests).to.deep.equal([]);
  expect(composed).to.equal(false);
  return error;
}

async function composed(file: File, options: Partial<SenderOptions> = {}): Promise<NotesNew> {
  const { sender } = senderOf(options);
  const payload = next(sender, 'redox-payload');
  sender.add([file]);
  return (await payload).message as NotesNew;
}

describe('a file that is looked into', () => {
  const program = bytesOf(PROGRAMS['a Windows program'] ?? '');
  const REFUSALS: readonly [what: string, file: File, code: string][] = [
    ['a program', fileOf(program, 'setup.exe', 'application/x-msdownload'), 'file-type-not-accepted'],
    ['a program without a name', fileOf(program, 'setup'), 'file-type-not-accepted'],
    ['a program that is called .pdf', fileOf(program, 'scan.pdf', 'application/pdf'), 'file-type-mismatch'],
    ['HEIC that is called .jpg', fileOf(heic(), 'IMG_1.jpg', 'image/jpeg'), 'file-type-mismatch'],
    ['text that is not UTF-8', fileOf(bytesOf('M\xfcller'), 'a.txt', 'text/plain'), 'file-type-mismatch'],
    ['an encrypted PDF', fileOf(pdf({ trailer: '/Encrypt 5 0 R' }), 'a.pdf', 'application/pdf'), 'file-encrypted'],
  ];
  for (const [what, file, code] of REFUSALS)
    it(`is refused, and nothing is sent: ${what}`, async () => {
      const error = await refusalOf(file);
      expect(error.code).to.equal(code);
      expect(error.retryable).to.equal(false);
    });

  it('is refused before anything of it is uploaded', async () => {
    const large = fileOf(bytesOf('MZ\0'.padEnd(11_000_000, '\0')), 'scan.pdf', 'application/pdf');
    expect((await refusalOf(large)).code).to.equal('file-type-mismatch');
  });

  it('stands in the message as what it holds, where the browser knew no type', async () => {
    expect((await composed(fileOf(pdf(), 'scan'))).Note.FileType).to.equal('PDF');
    expect((await composed(fileOf(heic(), 'IMG_1.HEIC'))).Note.FileType).to.equal('HEIC');
    expect((await composed(fileOf(bytesOf('MSH|'), 'lab.hl7'))).Note.FileType).to.equal('HL7');
  });

  it('is held against `accept` once it is read, where the browser knew no type', async () => {
    const images = { accept: 'image/*' };
    expect((await composed(fileOf(heic(), 'IMG_1.heic'), images)).Note.FileType).to.equal('HEIC');
    expect((await refusalOf(fileOf(pdf(), 'scan'), images)).code).to.equal('file-type-not-accepted');
    expect((await refusalOf(fileOf(bytesOf('\x01'), 'a.unknown'), images)).code).to.equal('file-type-not-accepted');
    expect((await composed(fileOf(pdf(), 'scan.pdf'), { accept: '.pdf,image/png' })).Note.FileType).to.equal('PDF');
  });

  it('is held against `accept` once it is read, where the browser knew the type by another name', async () => {
    const table = { accept: 'text/csv' };
    for (const type of ['application/vnd.ms-excel', 'text/comma-separated-values', 'text/x-csv'])
      expect((await composed(fileOf(bytesOf('date,weight'), 'a.csv', type), table)).Note.FileType).to.equal('CSV');
    const photo = { accept: 'image/jpeg' };
    expect((await composed(fileOf(jpeg(), 'a.jpg', 'image/jpg'), photo)).Note.FileType).to.equal('JPG');
    expect((await composed(fileOf(jpeg(), 'a.jpg', 'application/octet-stream'), photo)).Note.FileType).to.equal('JPG');
    expect((await composed(fileOf(jpeg(), 'a.jpg', 'image/jpg'), { accept: 'image/jpg' })).Note.FileType).to.equal(
      'JPG',
    );
    expect((await refusalOf(fileOf(jpeg(), 'a.jpg', 'image/jpg'), table)).code).to.equal('file-type-not-accepted');
  });

  it('is held against `accept` before it is read, where the browser knew the type', async () => {
    let read = false;
    const file = fileOf(jpeg(), 'a.jpg', 'image/jpeg');
    file.arrayBuffer = () => {
      read = true;
      return Promise.reject(new Error('Nothing was to be read'));
    };
    expect((await refusalOf(file, { accept: 'application/pdf' })).code).to.equal('file-type-not-accepted');
    expect(read).to.equal(false);
  });

  it('is not looked into again on a retry', async () => {
    const { sender } = senderOf({ message: {} });
    const file = fileOf(pdfOfSize(2000), 'scan');
    let reads = 0;
    file.arrayBuffer = async () => {
      reads++;
      return pdfOfSize(2000).buffer;
    };
    const failed = next(sender, 'redox-error');
    sender.add([file]);
    expect((await failed).error.code).to.equal('message-invalid');
    sender.configure({ message: MESSAGE });
    const payload = next(sender, 'redox-payload');
    sender.retry();
    expect(((await payload).message as NotesNew).Note.FileType).to.equal('PDF');
    expect(reads).to.equal(1);
  });
});
