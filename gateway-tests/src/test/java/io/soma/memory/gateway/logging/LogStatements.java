package io.soma.memory.gateway.logging;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds every statement of the sources that writes a line to the log at INFO or above. The sources
 * are parsed and not compiled: a logger is what is named {@code LOG}, {@code log} or {@code next},
 * and a line that is begun in another statement is {@code line}.
 */
final class LogStatements extends TreeScanner<@Nullable Void, @Nullable Void> {

  private static final Set<String> LOGGERS = Set.of("LOG", "log", "next");
  private static final Set<String> LEVELS = Set.of("error", "warn", "info");
  private static final Set<String> FIRST_LEVEL = Set.of("atError", "atWarn", "atInfo");

  private final List<LogStatement> found;

  /** Levels of lines that this file begins for a method of its own to write. */
  private final SortedSet<String> begun = new TreeSet<>();

  /** Fields that are added in statements of their own. */
  private final List<String> loose = new ArrayList<>();

  private LogStatements(List<LogStatement> found) {
    this.found = found;
  }

  /** Those of the Java files below these directories. */
  static List<LogStatement> below(List<Path> directories) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path directory : directories) {
      try (Stream<Path> all = Files.walk(directory)) {
        all.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
      }
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<LogStatement> found = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree file : task.parse()) {
        LogStatements statements = new LogStatements(found);
        new Beginnings(statements).scan(file, null);
        statements.scan(file, null);
      }
    }
    return found;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
    if (call.getMethodSelect() instanceof MemberSelectTree selected) {
      String method = selected.getIdentifier().toString();
      String receiver = nameOf(selected.getExpression());
      if (LEVELS.contains(method) && LOGGERS.contains(receiver)) {
        add(new TreeSet<>(Set.of(method)), call, List.of());
      } else if (method.equals("log")) {
        addChain(call, selected.getExpression());
      }
    }
    return super.visitMethodInvocation(call, null);
  }

  private void addChain(MethodInvocationTree log, ExpressionTree beforeLog) {
    Deque<String> fields = new ArrayDeque<>();
    ExpressionTree at = beforeLog;
    while (at instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree selected) {
      String method = selected.getIdentifier().toString();
      if (method.equals("addKeyValue")) {
        fields.addFirst(text(call.getArguments().get(0)));
      }
      if (FIRST_LEVEL.contains(method)) {
        add(new TreeSet<>(Set.of(levelOf(method))), log, List.copyOf(fields));
        return;
      }
      at = selected.getExpression();
    }
    // Where none is begun, the lines of others are passed on.
    if (nameOf(at).equals("line") && !begun.isEmpty()) {
      List<String> all = new ArrayList<>(loose);
      all.removeAll(fields);
      all.addAll(fields);
      add(begun, log, all);
    }
  }

  private void add(SortedSet<String> levels, MethodInvocationTree call, List<String> fields) {
    String line = text(call.getArguments().get(0)).replace("{}", "...");
    found.add(new LogStatement(levels, line, fields));
  }

  private static String levelOf(String method) {
    return method.substring("at".length()).toLowerCase(Locale.ROOT);
  }

  private static String nameOf(ExpressionTree expression) {
    return expression instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
  }

  /** What a literal or several joined ones say; of anything else its name in brackets. */
  private static String text(ExpressionTree expression) {
    if (expression instanceof LiteralTree literal) {
      return String.valueOf(literal.getValue());
    }
    if (expression instanceof BinaryTree joined) {
      return part(joined.getLeftOperand()) + part(joined.getRightOperand());
    }
    return "(" + expression + ")";
  }

  private static String part(ExpressionTree expression) {
    return expression instanceof LiteralTree || expression instanceof BinaryTree
        ? text(expression)
        : "...";
  }

  /** Finds lines that are begun in one statement and written in another one. */
  private static final class Beginnings extends TreeScanner<@Nullable Void, @Nullable Void> {

    private final LogStatements statements;

    Beginnings(LogStatements statements) {
      this.statements = statements;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      for (ExpressionTree argument : call.getArguments()) {
        begin(argument);
      }
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
      if (variable.getName().contentEquals("line") && variable.getInitializer() != null) {
        begin(variable.getInitializer());
      }
      return super.visitVariable(variable, null);
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void unused) {
      if (nameOf(assignment.getVariable()).equals("line")) {
        begin(assignment.getExpression());
      }
      return super.visitAssignment(assignment, null);
    }

    private void begin(ExpressionTree expression) {
      Deque<String> fields = new ArrayDeque<>();
      ExpressionTree at = expression;
      while (at instanceof MethodInvocationTree call
          && call.getMethodSelect() instanceof MemberSelectTree selected) {
        String method = selected.getIdentifier().toString();
        if (method.equals("addKeyValue")) {
          fields.addFirst(text(call.getArguments().get(0)));
        } else if (method.equals("log")) {
          return;
        } else if (FIRST_LEVEL.contains(method)) {
          statements.begun.add(levelOf(method));
          statements.loose.addAll(fields);
          return;
        }
        at = selected.getExpression();
      }
      if (nameOf(at).equals("line")) {
        statements.loose.addAll(fields);
      }
    }
  }
}
