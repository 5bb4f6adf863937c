package io.soma.memory.app.config;

import io.soma.memory.app.usecase.guard.CallLimits;
import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.http.HttpConfig;
import io.soma.memory.http.coordinate.UniverseRule;
import java.time.Duration;

/**
 * The memory service, and how it is called.
 *
 * @param http where it is
 * @param calls the time limit of a call, and its number of tries
 * @param tenancy whether the memory service keeps tenants apart
 * @param universe under which keys are hashed, for tenants with existing coordinates
 * @param healthPollInterval between polls of its health; zero turns them off
 * @param logCalls whether each call is a line in the log
 */
public record ServiceSettings(
    HttpConfig http,
    CallLimits calls,
    Tenancy tenancy,
    UniverseRule universe,
    Duration healthPollInterval,
    boolean logCalls) {}
