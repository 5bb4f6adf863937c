package io.soma.memory.testkit.planted;

import io.soma.memory.app.config.planted.Setting;

record SeesTheApp(Setting seen) {}
