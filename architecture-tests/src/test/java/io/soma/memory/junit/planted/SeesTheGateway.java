package io.soma.memory.junit.planted;

import io.soma.memory.gateway.planted.Listening;

record SeesTheGateway(Listening seen) {}
