# Folds what `jfr print --events jdk.ExecutionSample` writes: one stack a sample, the frames leaf first.
#   jfr print --events jdk.ExecutionSample --stack-depth 64 app.jfr | awk -f fold_jfr.awk > app.folded
/^ *stackTrace = \[/ { in_stack = 1; stack = ""; next }
in_stack && /^ *\]/ { if (stack != "") count[stack]++; in_stack = 0; next }
in_stack && /\(/ {
    name = $0
    sub(/^ */, "", name)
    sub(/\(.*$/, "", name)
    stack = stack == "" ? name : name ";" stack
}
END { for (stack in count) print stack, count[stack] }
