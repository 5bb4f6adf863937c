package io.soma.memory.app.usecase.planted;

import io.soma.memory.app.config.planted.Setting;

record SeesTheConfiguration(Setting seen) {}
