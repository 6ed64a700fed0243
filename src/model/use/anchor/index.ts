export {
  anchorsOfFile,
  anchorsOfRows,
  anchorsOfValues,
  type AnchorFileOptions,
  type AnchorOptions,
  type AnchorRow,
  type Anchors,
} from './anchors.js';
