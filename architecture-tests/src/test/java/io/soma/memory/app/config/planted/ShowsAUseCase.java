package io.soma.memory.app.config.planted;

import io.soma.memory.app.usecase.guard.Permit;

/** Has users name what is internal. */
public final class ShowsAUseCase {

  private ShowsAUseCase() {}

  public static void use(Permit permit) {}
}
