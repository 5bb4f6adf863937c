package io.soma.memory.app.config.planted;

import com.google.inject.Injector;

record AsksGuice(Injector used) {}
