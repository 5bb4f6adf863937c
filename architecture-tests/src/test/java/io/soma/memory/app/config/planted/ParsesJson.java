package io.soma.memory.app.config.planted;

import com.fasterxml.jackson.databind.ObjectMapper;

record ParsesJson(ObjectMapper used) {}
