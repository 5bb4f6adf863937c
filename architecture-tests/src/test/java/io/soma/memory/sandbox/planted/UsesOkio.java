package io.soma.memory.sandbox.planted;

import okio.Buffer;

record UsesOkio(Buffer used) {}
