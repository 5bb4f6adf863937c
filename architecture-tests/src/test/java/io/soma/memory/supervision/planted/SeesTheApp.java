package io.soma.memory.supervision.planted;

import io.soma.memory.app.config.planted.Setting;

record SeesTheApp(Setting seen) {}
