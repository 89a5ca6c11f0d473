# Folds what `go tool pprof -traces` prints: a value beside the leaf, its callers below, a rule between the samples.
# It makes the goldens of this folder, independently of our reader:
#   go tool pprof -traces -unit=nanoseconds -sample_index=cpu cpu.pb.gz | awk -f traces_to_folded.awk | LC_ALL=C sort
function frame(text) {
    sub(/ \(inline\)$/, "", text)
    gsub(/;/, ":", text)
    return text
}

function finish() {
    if (stack != "") weight[stack] += value
    stack = ""
}

/^-+\+-+$/ { finish(); inside = 1; next }
!inside || /^ *[^ ]+:  / { next }
/^             / { stack = frame(substr($0, 14)) ";" stack; next }
{
    value = $1 + 0
    text = $0
    sub(/^ *[^ ]+   /, "", text)
    stack = frame(text)
}

END {
    finish()
    for (stack in weight) if (weight[stack] != 0) printf "%s %.0f\n", stack, weight[stack]
}
