"""Words of a text, Chinese or not.

ROUGE: each Chinese or Japanese character is a word, so is each run of other letters and digits in lower case;
everything else only separates. On English that is what rouge-score does. BLEU: sacrebleu's `zh`, which also splits
Chinese into characters but keeps punctuation and case. No dictionary is asked, so figures never depend on its age.
"""

import re

from sacrebleu.tokenizers.tokenizer_zh import TokenizerZh

_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_IDEOGRAPH}]|(?:(?![{_IDEOGRAPH}])[^\W_])+")
_zh = TokenizerZh()


def rouge_words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def bleu_words(text: str) -> str:
    """Separated by spaces, as sacrebleu's own metrics take them."""
    return _zh(text.strip())
