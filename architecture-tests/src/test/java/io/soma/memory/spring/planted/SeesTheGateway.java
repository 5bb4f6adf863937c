package io.soma.memory.spring.planted;

import io.soma.memory.gateway.planted.Listening;

record SeesTheGateway(Listening seen) {}
