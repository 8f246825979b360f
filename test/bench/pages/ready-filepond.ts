import * as FilePond from 'filepond';
import FilePondPluginFileEncode from 'filepond-plugin-file-encode';
import { addInput } from '../tools/contestant.js';
import { usable } from '../tools/usable.js';

FilePond.registerPlugin(FilePondPluginFileEncode);
FilePond.create(addInput(), { oninit: usable });
