package io.soma.memory.testkit.planted;

import com.zaxxer.hikari.HikariConfig;

record UsesHikari(HikariConfig used) {}
