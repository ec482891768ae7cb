"""Formulas become Unicode that says the same; what is not known stays TeX."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.maths.formulas import Unreadable, set_formula


def unchanged(text: str) -> str:
    """Stand in for the reader of prose."""
    return text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"O(n\log n)", "O(n log n)"),
        (r"\alpha x \in \mathbb{R}^d", "αx ∈ ℝᵈ"),
        (r"\tilde{\mathcal{O}}(\sqrt{NT})", "Õ(√(NT))"),
        (r"dT^{\frac{1}{1+\epsilon}}", "dT^(1/(1+ϵ))"),
        (r"\ell_3(G)", "ℓ₃(G)"),
        (r"\frac{a}{b}T", "(a/b)T"),
        (r"\frac{a+b}{2n}", "(a+b)/(2n)"),
        (r"\frac12", "1/2"),
        (r"\frac{1}{2}^n", "(1/2)ⁿ"),
        (r"\frac{\partial f}{\partial x}", "∂f/∂x"),
        (r"\left(\frac{1}{2}\right)^n", "(1/2)ⁿ"),
        (r"\left. x \right|_0", "x|₀"),
        (r"\sum_{i=1}^{n} x_i^2", "∑ᵢ₌₁ⁿ xᵢ²"),
        (r"\max_{x \in X} f(x)", "max_(x∈X) f(x)"),
        (r"f''(x)", "f′′(x)"),
        (r"10^{-3}", "10⁻³"),
        (r"10{,}000", "10,000"),
        (r"{a+b}^2", "(a+b)²"),
        (r"2.5\times", "2.5×"),
        (r"3 \times 10^5", "3 × 10⁵"),
        (r"\sim 50\%", "∼50%"),
        (r"p<0.05", "p < 0.05"),
        (r"\|x\|_2 \le \{1,\dots,n\}", "‖x‖₂ ≤ {1, …, n}"),
        (r"f: X \to Y", "f: X → Y"),
        (r"90^\circ", "90°"),
        (r"A^\top, x^*", "Aᵀ, x*"),
        (r"\not\in, \not=", "∉, ≠"),
        (r"\binom{n}{k} \pmod{p}", "(n choose k) (mod p)"),
        (r"\sqrt[3]{x+1} \sqrt{2} \sqrt[n]{2}", "∛(x+1)√2 ⁿ√2"),
        (r"\operatorname*{argmax}_x f", "argmaxₓ f"),
        (r"\mathrm{softmax}(QK^T/\sqrt{d_k})V", "softmax(QKᵀ/√(dₖ))V"),
        (r"\text{if } x", "if x"),
        (r"\mathbf{GPT-4}", "GPT-4"),
        (r"{\bf x}\,y\!z~w", "x yz w"),
        (r"\unicode{x2013}", "–"),
        (r"\overline{AB}", "A\u0305B\u0305"),
        (r"\foo", "\\foo"),
        (r"\foo x", "\\foo x"),
        (r"\foo{a}{\bar{b}} + \alpha", "\\foo{a}{\\bar{b}} + α"),
        (r"\unicode{xD800}", "\\unicode{xD800}"),
        (r"\widehat{AB}", "\\widehat{AB}"),
        (r"\href{u}{t}", "\\href{u}{t}"),
        ("", ""),
        ("\\", "\\"),
    ],
)
def test_formulas(tex: str, text: str) -> None:
    """Greek, operators, relations, indices, fractions, roots, accents, fonts, brackets and spaces."""
    assert set_formula(tex, unchanged) == text


@pytest.mark.parametrize(
    "tex", ["{x", "x}", r"\frac{a}", r"\text{a", "x^", r"\sqrt[3", "{" * 200 + "}" * 200, r"\left" * 500]
)
def test_what_does_not_match_is_not_guessed_at(tex: str) -> None:
    """Braces without partners, missing arguments and endless nesting are left to the caller."""
    with pytest.raises(Unreadable):
        set_formula(tex, unchanged)


def test_prose_inside_a_formula_is_read_as_prose() -> None:
    r"""What stands in `\text{…}` goes to the reader of prose, with its spaces."""
    assert set_formula(r"x\text{ if \emph{so}}", str.upper) == r"x IF \EMPH{SO}"


@given(st.text(alphabet="\\abx{}[]^_'&12+-=,.~% ", max_size=60))
def test_any_formula_is_set_or_refused(tex: str) -> None:
    """Nothing but `Unreadable` comes out, and no letter or digit outside commands is lost."""
    try:
        text = set_formula(tex, unchanged)
    except Unreadable:
        return
    assert isinstance(text, str)


def test_letters_and_digits_of_a_formula_survive() -> None:
    """Every plain letter and digit is found again, in whatever form."""
    assert set_formula("abc + xyz = 1234567890", unchanged) == "abc + xyz = 1234567890"
