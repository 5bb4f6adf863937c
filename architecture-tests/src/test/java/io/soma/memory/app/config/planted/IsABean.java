package io.soma.memory.app.config.planted;

import org.springframework.context.ApplicationContext;

record IsABean(ApplicationContext context) {}
