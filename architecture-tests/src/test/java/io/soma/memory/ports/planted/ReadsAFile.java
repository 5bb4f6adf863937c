package io.soma.memory.ports.planted;

import java.nio.file.Path;

record ReadsAFile(Path used) {}
