import { Dropzone } from 'dropzone';
import { usable } from '../tools/usable.js';

const place = document.createElement('div');
place.className = 'dropzone';
document.body.append(place);
new Dropzone(place, { url: '/redox' });
usable();
