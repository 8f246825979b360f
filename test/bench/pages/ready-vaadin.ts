import '@vaadin/upload';
import { usable } from '../tools/usable.js';

const upload = document.createElement('vaadin-upload');
document.body.append(upload);
await (upload as unknown as { updateComplete?: Promise<unknown> }).updateComplete;
usable();
