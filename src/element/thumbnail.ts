import { html, nothing, type TemplateResult } from 'lit';

const done = ({ currentTarget }: Event): void => {
  const image = currentTarget as HTMLImageElement;
  URL.revokeObjectURL(image.src);
  // Not every browser knows every kind of picture.
  image.hidden = !image.naturalWidth;
};

/** A small picture of a picture. Its name stands beside it, so it has none; its address is only good until it is there. */
export const thumbnail = (file: File): TemplateResult | typeof nothing =>
  file.type.startsWith('image/')
    ? html`<img part="thumbnail" alt="" src=${URL.createObjectURL(file)} decoding="async" @load=${done} @error=${done} />`
    : nothing;
