'use client';

import { createCjkPlugin } from '@streamdown/cjk';
import { createMathPlugin } from '@streamdown/math';
import { type ComponentProps, memo } from 'react';
import { Streamdown } from 'streamdown';
import { keyboardScrollable } from '#components/ui/scrollable.ts';
import { CodeBlock } from './code-block.tsx';
import { readMath } from './read-math.ts';
import 'katex/dist/katex.min.css';
import './chat.css';

const PLUGINS = { math: createMathPlugin({ singleDollarTextMath: true }), cjk: createCjkPlugin() };
// Raw HTML is never made into elements: without rehype-raw it stays text.
const NO_PLUGINS: [] = [];

type Plain<T extends keyof React.JSX.IntrinsicElements> = ComponentProps<T> & { node?: unknown };

function Link({ node: _node, href, children, title }: Plain<'a'>) {
  if (!href || !/^(https?:|mailto:)/i.test(href)) return <span title={title}>{children}</span>;
  return (
    <a href={href} title={title} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** Pages fetch nothing from elsewhere, so a picture is a link to it. */
function Picture({ node: _node, src, alt }: Plain<'img'>) {
  const address = typeof src === 'string' ? src : '';
  return <Link href={address}>{alt || address}</Link>;
}

function Table({ node: _node, ...props }: Plain<'table'>) {
  return (
    <div className="chat-table" {...keyboardScrollable}>
      <table {...props} />
    </div>
  );
}

function Code({ node: _node, className, children }: Plain<'code'>) {
  const text = String(children ?? '').replace(/\n$/, '');
  return <CodeBlock code={text} language={/language-([\w+#.-]+)/.exec(className ?? '')?.[1] ?? ''} />;
}

const InlineCode = ({ node: _node, children }: Plain<'code'>) => <code>{children}</code>;
/** A model's headings are no headings of the page. */
function Heading({ node, children }: Plain<'p'> & { node?: { tagName?: string } }) {
  return (
    <p className="chat-heading" data-level={node?.tagName?.slice(1)}>
      {children}
    </p>
  );
}

const COMPONENTS = {
  a: Link,
  img: Picture,
  table: Table,
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  th: 'th',
  td: 'td',
  code: Code,
  inlineCode: InlineCode,
  p: 'p',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  blockquote: 'blockquote',
  hr: 'hr',
  strong: 'strong',
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
} as const;

/** A model's text: markdown, code, tables, formulas. While it grows, only its last block is made anew. */
export const Markdown = memo(function Markdown({
  text,
  growing = false,
}: {
  text: string;
  growing?: boolean;
}) {
  return (
    <Streamdown
      className="chat-prose"
      mode={growing ? 'streaming' : 'static'}
      parseIncompleteMarkdown={growing}
      plugins={PLUGINS}
      rehypePlugins={NO_PLUGINS}
      components={COMPONENTS}
      controls={false}
      linkSafety={{ enabled: false }}
    >
      {readMath(text)}
    </Streamdown>
  );
});
