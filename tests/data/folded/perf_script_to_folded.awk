# Folds what `perf script` prints: a header a sample, then its frames leaf first, then an empty line. Frames of the
# kernel get FlameGraph's suffix.
#   perf record -e cpu-clock -F 199 -g ./orders && perf script | awk -f perf_script_to_folded.awk > perf.folded
/^[^ \t]/ { stack = ""; next }
/^[ \t]/ {
    name = $2
    sub(/\+0x[0-9a-f]+$/, "", name)
    if ($0 ~ /\(\[kernel\.kallsyms\]\)$/) name = name "_[k]"
    stack = stack == "" ? name : name ";" stack
    next
}
/^$/ { if (stack != "") count[stack]++; stack = "" }
END {
    if (stack != "") count[stack]++
    for (stack in count) print stack, count[stack]
}
