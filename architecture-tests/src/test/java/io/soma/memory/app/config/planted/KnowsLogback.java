package io.soma.memory.app.config.planted;

import ch.qos.logback.classic.Level;

final class KnowsLogback {

  Level level = Level.INFO;
}
