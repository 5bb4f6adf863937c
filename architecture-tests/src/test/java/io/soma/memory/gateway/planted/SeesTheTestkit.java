package io.soma.memory.gateway.planted;

import io.soma.memory.testkit.planted.Fake;

record SeesTheTestkit(Fake seen) {}
