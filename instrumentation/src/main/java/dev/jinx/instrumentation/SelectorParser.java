package dev.jinx.instrumentation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Reads selectors, and says where one is wrong. */
final class SelectorParser {
  private static final String METHOD = "a selector is pkg.Class#method or pkg.Class#method(types)";
  private static final String FIELD = "a field is pkg.Class#field";

  private final String text;
  private final boolean field;
  private final String form;
  private final String member;

  SelectorParser(String text, boolean field) {
    this.text = text;
    this.field = field;
    this.form = field ? FIELD : METHOD;
    this.member = field ? "field" : "method";
  }

  Selector parse() throws SelectorException {
    int hash = text.indexOf('#');
    if (hash < 0) {
      throw new SelectorException(
          text.length() + 1, "'#' and a " + member + " are missing; " + form);
    }
    boolean subtypes = hash > 0 && text.charAt(hash - 1) == '+';
    String className = text.substring(0, subtypes ? hash - 1 : hash);
    checkClass(className);
    if (subtypes && Glob.isPattern(className)) {
      throw new SelectorException(
          hash, "'+' wants one class: wildcards and '+' do not go together");
    }
    int open = text.indexOf('(', hash);
    String method = open < 0 ? text.substring(hash + 1) : text.substring(hash + 1, open);
    checkMember(method, hash + 2);
    if (open >= 0 && field) {
      throw new SelectorException(open + 1, "a field has no arguments; " + form);
    }
    return new Selector(text, className, subtypes, method, open < 0 ? null : arguments(open));
  }

  private void checkClass(String name) throws SelectorException {
    if (name.isEmpty()) {
      throw new SelectorException(1, "the class is missing; " + form);
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '/') {
        throw new SelectorException(i + 1, "packages are divided by '.', not '/'");
      }
      boolean dotted = c == '.' && i > 0 && i < name.length() - 1 && name.charAt(i - 1) != '.';
      if (!dotted && c != '*' && !Character.isJavaIdentifierPart(c) && c != '-') {
        throw new SelectorException(i + 1, "'" + c + "' cannot stand in a class name; " + form);
      }
    }
  }

  private void checkMember(String name, int column) throws SelectorException {
    if (!field && (name.equals("<init>") || name.equals("<clinit>"))) {
      return;
    }
    if (name.isEmpty()) {
      throw new SelectorException(column, "the " + member + " is missing; " + form);
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isJavaIdentifierPart(c) && c != '*' && c != '-') {
        throw new SelectorException(
            column + i,
            "'"
                + c
                + "' cannot stand in a "
                + member
                + (field ? " name; " : " name; constructors are #<init>; ")
                + form);
      }
    }
  }

  private @Nullable Arguments arguments(int open) throws SelectorException {
    int close = text.lastIndexOf(')');
    if (close < open) {
      throw new SelectorException(text.length() + 1, "a ')' is missing");
    }
    if (close < text.length() - 1) {
      return Arguments.descriptor(descriptor(open));
    }
    String inside = text.substring(open + 1, close);
    if (inside.strip().equals("..")) {
      return null;
    }
    List<String> types = new ArrayList<>();
    if (!inside.isBlank()) {
      int start = open + 1;
      for (int i = start; i <= close; i++) {
        if (i == close || text.charAt(i) == ',') {
          types.add(type(start, i, i == close));
          start = i + 1;
        }
      }
    }
    return Arguments.types(types);
  }

  private String type(int start, int end, boolean last) throws SelectorException {
    String type = text.substring(start, end).strip();
    int column = start + 1;
    if (type.isEmpty()) {
      throw new SelectorException(column, "a type is missing between commas");
    }
    if (type.equals("..") && !last) {
      throw new SelectorException(column, "'..' stands for the rest: it can only be the last");
    }
    if (type.indexOf('<') >= 0) {
      throw new SelectorException(
          column, "types are erased: write '" + type.substring(0, type.indexOf('<')) + "'");
    }
    return type.endsWith("...") ? type.substring(0, type.length() - 3) + "[]" : type;
  }

  private String descriptor(int open) throws SelectorException {
    String descriptor = text.substring(open);
    boolean sound;
    try {
      Type returned = Type.getReturnType(descriptor);
      sound =
          Type.getMethodDescriptor(returned, Type.getArgumentTypes(descriptor)).equals(descriptor);
    } catch (RuntimeException wrong) {
      sound = false;
    }
    if (!sound) {
      throw new SelectorException(
          open + 1, "'" + descriptor + "' is no JVM descriptor, such as (J)V");
    }
    return descriptor;
  }
}
