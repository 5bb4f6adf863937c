package io.soma.memory.architecture;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.MethodEntryRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Runs {@link WalkScenes} in a JVM of its own, and notes by the debugger's interface which classes
 * of the product each walk enters, in the order of their first methods.
 */
final class WalkTrace {

  /** The caller's thread, and those that go on with a call; the others are loops beside it. */
  private static final Set<String> THREADS =
      Set.of("main", "soma-read-events-from-kafka", "soma-replay", "soma-admin");

  private final VirtualMachine machine;
  private final MethodEntryRequest product;
  private final Map<String, Set<String>> walks = new LinkedHashMap<>();
  private final Map<ThreadReference, Boolean> threads = new HashMap<>();
  private String walk = "";

  private WalkTrace(VirtualMachine machine) {
    this.machine = machine;
    this.product = machine.eventRequestManager().createMethodEntryRequest();
    product.addClassFilter(House.ROOT + ".*");
    product.setSuspendPolicy(EventRequest.SUSPEND_NONE);
  }

  private static Connector.Argument argument(
      Map<String, Connector.Argument> arguments, String name) {
    return Objects.requireNonNull(arguments.get(name), name);
  }

  /** The names of the classes that each walk enters. */
  static Map<String, Set<String>> run(Path directory, List<String> scenes) throws Exception {
    LaunchingConnector launcher = Bootstrap.virtualMachineManager().defaultConnector();
    Map<String, Connector.Argument> arguments = launcher.defaultArguments();
    argument(arguments, "main")
        .setValue(WalkScenes.class.getName() + " " + directory + " " + String.join(" ", scenes));
    argument(arguments, "options")
        .setValue(
            "-XX:+UseSerialGC -cp \""
                + System.getProperty("java.class.path")
                + "\""
                + " -Dsoma.testkit.postgresql="
                + System.getProperty("soma.testkit.postgresql", ""));
    VirtualMachine machine = launcher.launch(arguments);
    pass(machine.process().getInputStream());
    pass(machine.process().getErrorStream());
    WalkTrace trace = new WalkTrace(machine);
    trace.follow();
    return trace.walks;
  }

  // Breakpoints at the marks: events of method entries slow down the whole JVM, so they are on only
  // during a walk.
  private void follow() throws InterruptedException {
    ClassPrepareRequest loaded = machine.eventRequestManager().createClassPrepareRequest();
    loaded.addClassFilter(WalkScenes.class.getName());
    loaded.enable();
    try {
      while (true) {
        EventSet events = machine.eventQueue().remove();
        for (Event event : events) {
          if (event instanceof ClassPrepareEvent prepared) {
            breakAt(prepared.referenceType(), "begin");
            breakAt(prepared.referenceType(), "end");
          } else if (event instanceof BreakpointEvent mark) {
            marked(mark);
          } else if (event instanceof MethodEntryEvent entry) {
            entered(entry);
          } else if (event instanceof VMDisconnectEvent) {
            return;
          }
        }
        events.resume();
      }
    } catch (VMDisconnectedException e) {
      // The scenes are over.
    }
  }

  private void breakAt(ReferenceType scenes, String method) {
    machine
        .eventRequestManager()
        .createBreakpointRequest(scenes.methodsByName(method).get(0).location())
        .enable();
  }

  private void marked(BreakpointEvent mark) {
    if (mark.location().method().name().equals("end")) {
      product.disable();
      return;
    }
    try {
      walk = ((StringReference) mark.thread().frame(0).getArgumentValues().get(0)).value();
    } catch (IncompatibleThreadStateException e) {
      throw new IllegalStateException(e);
    }
    walks.put(walk, new LinkedHashSet<>());
    product.enable();
  }

  private void entered(MethodEntryEvent entry) {
    Method method = entry.method();
    String type = method.declaringType().name();
    if (!method.isStaticInitializer() && !method.isConstructor() && isOfTheCall(entry.thread())) {
      walks.computeIfAbsent(walk, begun -> new LinkedHashSet<>()).add(type);
    }
  }

  private boolean isOfTheCall(ThreadReference thread) {
    return threads.computeIfAbsent(
        thread, unused -> THREADS.stream().anyMatch(thread.name()::startsWith));
  }

  private static void pass(InputStream from) {
    Thread reader =
        new Thread(
            () -> {
              try (from) {
                from.transferTo(System.err);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    reader.setDaemon(true);
    reader.start();
  }
}
