"""What TeX's names look like in Unicode, and which characters can be raised and lowered."""


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


LETTERS = _pairs("""
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
    lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
    chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    ell ℓ hbar ℏ imath ı jmath ȷ infty ∞ partial ∂ nabla ∇ emptyset ∅ varnothing ∅ Re ℜ Im ℑ aleph ℵ wp ℘
    forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ degree ° prime ′ checkmark ✓ dagger † ddagger ‡
    dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯ triangle △ square □ Box □ blacksquare ■ clubsuit ♣
    diamondsuit ♢ heartsuit ♡ spadesuit ♠ sharp ♯ flat ♭ natural ♮ star ⋆ ast * S § P ¶ pounds £ copyright ©
    uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ vert | Vert ‖ backslash \\ colon : lbrack [ rbrack ]
""")
"""Commands that stand for one ordinary character."""

RELATIONS = _pairs("""
    le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ll ≪ gg ≫ lt < gt > ne ≠ neq ≠ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡
    propto ∝ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔ lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ prec ≺ succ ≻ preceq ⪯
    succeq ⪰ in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑
    sqsupseteq ⊒ mid | nmid ∤ parallel ∥ perp ⊥ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ to → rightarrow → leftarrow ←
    gets ← leftrightarrow ↔ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Rightarrow ⇒ Leftarrow ⇐
    Leftrightarrow ⇔ Longrightarrow ⟹ Longleftrightarrow ⟺ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼
    hookrightarrow ↪ hookleftarrow ↩ leadsto ⇝ rightsquigarrow ⇝ rightleftharpoons ⇌ nearrow ↗ searrow ↘ swarrow ↙
    nwarrow ↖ twoheadrightarrow ↠ xrightarrow →
""")
"""Commands that relate two sides; printed with a space on each."""

OPERATORS = _pairs("""
    times × cdot · div ÷ pm ± mp ∓ cup ∪ cap ∩ sqcup ⊔ sqcap ⊓ uplus ⊎ setminus ∖ smallsetminus ∖ wedge ∧ land ∧
    vee ∨ lor ∨ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ circ ∘ bullet • diamond ⋄ ltimes ⋉ rtimes ⋊ bowtie ⋈ amalg ⨿
    boxplus ⊞ boxtimes ⊠ dag † ddag ‡ wr ≀
""")
"""Commands that combine two sides."""

BIG = _pairs("""
    sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigsqcup ⨆ bigoplus ⨁ bigotimes ⨂ bigodot ⨀
    bigwedge ⋀ bigvee ⋁ biguplus ⨄
""")
"""Operators over a range."""

FUNCTIONS = _words("""
    arccos arcsin arctan arg argmax argmin cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup
    ln log max min mod bmod Pr sec sin sinh sup tan tanh
""")
"""Commands that print as their own name."""

DELIMITERS = _pairs("""
    { { } } langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lvert | rvert | lVert ‖ rVert ‖ lbrace { rbrace }
    llbracket ⟦ rrbracket ⟧ | ‖
""")

ESCAPES = frozenset("%$&#_")
"""Characters that stand for themselves after a backslash."""

FONTS = _words("""
    mathbf mathrm mathit mathsf mathtt mathcal mathscr mathfrak mathbb mathbbm mathds mathnormal boldsymbol bm bold pmb
    Bbb frak mathop mathrel mathbin mathord mathopen mathclose ensuremath
""")
"""Commands that only change how their argument looks. Script and Fraktur letters are missing from many mail programs'
fonts and read badly aloud, so they print as plain ones."""

TEXTS = _words("""
    text textbf textit texttt textsc textsf textrm textsl textmd textup textnormal emph underline uline mbox hbox
    fbox enquote
""")
"""Commands whose argument is prose."""

SWITCHES = _words("""
    rm bf it tt sc sf sl em cal bfseries itshape ttfamily rmfamily sffamily scshape upshape normalfont boldmath
    displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber
    tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge
""")
"""Commands that change the look of what follows; dropped."""

SIZES = _words("""
    left right middle big Big bigg Bigg bigl bigr bigm Bigl Bigr Bigm biggl biggr biggm Biggl Biggr Biggm
""")
"""Commands that size the bracket after them."""

SPACES = dict.fromkeys((*",;:> \n\t\\", "quad", "qquad", "enspace", "thinspace", "space", "newline"), " ")
SPACES |= dict.fromkeys("!/", "")
"""Commands that only move what follows."""

_ACCENTS = """
    hat 302 widehat 302 tilde 303 widetilde 303 bar 304 overline 305 underline 332 vec 20d7 overrightarrow 20d7 dot 307
    ddot 308 acute 301 grave 300 check 30c breve 306 mathring 30a not 338
"""
ACCENTS = {name: chr(int(code, 16)) for name, code in _pairs(_ACCENTS).items()}
"""Accents of maths, as combining characters."""

_DIACRITICS = "' 301 ` 300 ^ 302 \" 308 ~ 303 = 304 . 307 H 30b c 327 k 328 v 30c u 306 r 30a d 323 b 331 G 30f"
DIACRITICS = {sign: chr(int(code, 16)) for sign, code in _pairs(_DIACRITICS).items()}
"""Accents of names, as combining characters."""

NAMES = _pairs("""
    ss ß o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ i ı j ȷ
""")
"""Letters of names that are commands."""

WORDS = _pairs("""
    LaTeX LaTeX TeX TeX BibTeX BibTeX eg e.g. ie i.e. deg ° textdegree ° textendash – textemdash —
    textellipsis … textasciitilde ~ textasciicircum ^ textbackslash \\ textbar | textless < textgreater >
    textquoteright ’ textquoteleft ‘ textquotedblleft “ textquotedblright ” textregistered ® texttrademark ™
    textcopyright © textbullet • textperiodcentered · textmu µ textquotesingle ' lq ‘ rq ’ euro €
""")
"""Commands of prose."""

MINUS, PRIME, TIMES = "−", "′", "×"
EN_DASH, EM_DASH = "–", "—"
QUOTES, SINGLE_QUOTES = "“”", "‘’"
RELATION_SIGNS = "=<>≤≥≈∼→←"
OPERATOR_SIGNS = "+-*×"

RAISED = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzβγδθφχ",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᶿᵠᵡ",
)
LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
SCRIPTS = frozenset(map(chr, (*RAISED.values(), *LOWERED.values()))) | frozenset("′*†‡°ᵀ")
"""What may stand after a letter without making it more than one thing."""

RAISED_SIGNS = dict(zip("∘′″*⋆∗†‡⊤T°", "°′″***†‡ᵀᵀ°", strict=True))
"""Signs that need no mark to be read as raised."""

DOUBLE_STRUCK = str.maketrans("CHNPQRZ", "ℂℍℕℙℚℝℤ")
"""The blackboard letters that every font has."""
