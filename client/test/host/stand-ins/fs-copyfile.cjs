'use strict';
const { copyFile } = require('node:fs/promises');
exports.copyFile = (from, to) => copyFile(from, to);
