package io.soma.memory.app.cli;

import java.util.concurrent.Callable;

/**
 * One command of {@code ./soma}, annotated for picocli. Found with {@link java.util.ServiceLoader},
 * so that a jar on the class path adds its own.
 */
public interface SomaCommand extends Callable<Integer> {}
