import Uppy from '@uppy/core';
import DragDrop from '@uppy/drag-drop';
import Tus from '@uppy/tus';
import { usable } from '../tools/usable.js';

const place = document.createElement('div');
document.body.append(place);
new Uppy().use(DragDrop, { target: place }).use(Tus, { endpoint: '/redox/uploads' });
usable();
