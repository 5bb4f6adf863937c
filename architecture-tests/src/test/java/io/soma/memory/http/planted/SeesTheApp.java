package io.soma.memory.http.planted;

import io.soma.memory.app.config.planted.Setting;

record SeesTheApp(Setting seen) {}
