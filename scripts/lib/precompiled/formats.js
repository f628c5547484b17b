import { fullFormats } from 'ajv-formats/dist/formats.js';
import { ownFormats } from '../../../app/http/formats.ts';

/** What the validators in the bundle call. */
export const formats = { ...fullFormats, ...ownFormats };
