package io.soma.memory.app.config.planted;

import picocli.CommandLine.Command;

@Command(name = "planted")
final class IsACommand {}
