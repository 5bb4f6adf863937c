package io.soma.memory.sandbox.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Abuses the services beside their honest callers, and compares their processes' resources before
 * and after. The figures at the start are those of services that have worked for a while.
 */
final class Soak implements Companion {

  private final PrintStream out;
  private final long warmUpMillis;
  private final List<ProcessFigures> before = new ArrayList<>();
  private @Nullable Thread background;
  private @Nullable Abusers abusers;
  private @Nullable Exception failure;

  /** A soak that begins after a time of honest work. */
  Soak(PrintStream out, long warmUpMillis) {
    this.out = out;
    this.warmUpMillis = warmUpMillis;
  }

  @Override
  public void begin(Deployment deployment) {
    Abusers all = new Abusers(deployment.services());
    abusers = all;
    Thread thread = new Thread(() -> warmUpAndStart(deployment, all), "soak");
    thread.setDaemon(true);
    background = thread;
    thread.start();
  }

  private void warmUpAndStart(Deployment deployment, Abusers all) {
    try {
      Thread.sleep(warmUpMillis);
      before.addAll(figures("start", deployment));
      all.start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  @Override
  public void end() throws InterruptedException {
    if (background != null && abusers != null) {
      background.join();
      abusers.stop();
      out.println("abuse: " + abusers.counts());
    }
  }

  @Override
  public List<String> complaints(Deployment deployment) throws IOException, InterruptedException {
    if (failure != null) {
      return List.of("the soak did not begin: " + failure);
    }
    List<ProcessFigures> after = figures("end", deployment);
    List<String> grown = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      String service = "service " + (i + 1) + ": ";
      after.get(i).growthSince(before.get(i)).forEach(each -> grown.add(service + each));
    }
    return grown;
  }

  private List<ProcessFigures> figures(String when, Deployment deployment)
      throws IOException, InterruptedException {
    List<ProcessFigures> all = new ArrayList<>();
    for (Service service : deployment.services()) {
      ProcessFigures figures = ProcessFigures.of(service.pid());
      all.add(figures);
      out.println(when + ": service " + all.size() + " " + figures.line());
    }
    return all;
  }
}
