package io.soma.memory.app.planted;

import io.soma.memory.testkit.planted.Fake;

record SeesTheTestkit(Fake seen) {}
