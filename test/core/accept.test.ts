import { expect } from '@open-wc/testing';
import { isAccepted } from '../../src/core/accept.js';

const pdf = { name: 'Scan.PDF', type: 'application/pdf' };
const photo = { name: 'photo.heic', type: 'image/heic' };
const untyped = { name: 'report.docx', type: '' };

describe('accept', () => {
  it('takes every file where it is empty', () => expect(isAccepted(untyped, ' , ')).to.equal(true));
  it('passes over what is neither a type nor an extension, as browsers do', () => {
    expect(isAccepted(pdf, '*')).to.equal(true);
    expect(isAccepted(pdf, 'pdf')).to.equal(true);
    expect(isAccepted(pdf, '*,.jpg')).to.equal(false);
  });
  it('knows media types', () => expect(isAccepted(pdf, 'image/png, application/pdf')).to.equal(true));
  it('knows media types by what some call them', () => {
    const jpeg = { name: 'photo.jpg', type: 'image/jpeg' };
    expect(isAccepted(jpeg, 'image/jpg')).to.equal(true);
    expect(isAccepted({ ...jpeg, type: 'image/jpg' }, 'image/jpeg')).to.equal(true);
    expect(isAccepted(pdf, 'application/x-pdf')).to.equal(true);
  });
  it('knows families of media types', () => {
    expect(isAccepted(photo, 'image/*')).to.equal(true);
    expect(isAccepted(pdf, 'image/*')).to.equal(false);
  });
  it('knows extensions, whatever their case', () => {
    expect(isAccepted(pdf, '.pdf')).to.equal(true);
    expect(isAccepted(untyped, '.DOCX')).to.equal(true);
    expect(isAccepted(photo, '.pdf,.jpg')).to.equal(false);
  });
});
