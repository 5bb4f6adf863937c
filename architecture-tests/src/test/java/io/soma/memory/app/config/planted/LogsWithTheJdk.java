package io.soma.memory.app.config.planted;

import java.util.logging.Logger;

record LogsWithTheJdk(Logger used) {}
