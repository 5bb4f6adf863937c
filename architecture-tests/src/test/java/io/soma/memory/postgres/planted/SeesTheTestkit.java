package io.soma.memory.postgres.planted;

import io.soma.memory.testkit.planted.Fake;

record SeesTheTestkit(Fake seen) {}
