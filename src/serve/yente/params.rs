//! What stands behind `?`, where a name may stand there several times; and why it is refused, in the form that clients of
//! `yente` know.

use std::borrow::Cow;
use std::fmt;

use axum::Json;
use axum::extract::FromRequestParts;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::value::{SeqDeserializer, StringDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, Visitor};
use serde::{Serialize, forward_to_deserialize_any};
use url::form_urlencoded;

use crate::serve::problem::Problem;

/// Parameters; those that nobody knows are passed over, as `yente` does.
pub(super) struct Params<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        read(parts.uri.query().unwrap_or_default()).map(Self)
    }
}

fn read<T: DeserializeOwned>(query: &str) -> Result<T, Refused> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value.into_owned()),
            None => all.push((name.into_owned(), vec![value.into_owned()])),
        }
    }
    let mut given = Given { all: all.into_iter(), values: Vec::new(), name: String::new() };
    T::deserialize(&mut given).map_err(|error| Refused::field(["query", &given.name], &error.0))
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Refused {
    /// What was asked makes no sense here.
    Problem(Problem),
    /// A field is not of its kind: where it stands, and what is wrong with it.
    Field(Vec<String>, String),
}

impl Refused {
    pub(super) fn field(place: impl IntoIterator<Item = impl Into<String>>, why: &dyn fmt::Display) -> Self {
        Self::Field(place.into_iter().map(Into::into).collect(), why.to_string())
    }

    pub(super) fn invalid(why: impl fmt::Display) -> Self {
        Self::Problem(Problem::invalid(why))
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<BytesRejection> for Refused {
    fn from(rejection: BytesRejection) -> Self {
        Self::Problem(rejection.into())
    }
}

impl From<PathRejection> for Refused {
    fn from(rejection: PathRejection) -> Self {
        Self::Problem(rejection.into())
    }
}

/// As `FastAPI` tells it.
#[derive(Serialize)]
struct Fields {
    detail: [Field; 1],
}

#[derive(Serialize)]
struct Field {
    r#type: &'static str,
    loc: Vec<String>,
    msg: String,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::Problem(problem) => problem.into_response(),
            Self::Field(loc, msg) => {
                let detail = [Field { r#type: "value_error", loc, msg }];
                (StatusCode::UNPROCESSABLE_ENTITY, Json(Fields { detail })).into_response()
            }
        }
    }
}

/// Names with their values.
struct Given {
    all: std::vec::IntoIter<(String, Vec<String>)>,
    name: String,
    values: Vec<String>,
}

/// What is wrong with a value, in words.
#[derive(Debug)]
struct Wrong(String);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

impl serde::de::Error for Wrong {
    fn custom<T: fmt::Display>(why: T) -> Self {
        Self(why.to_string())
    }
}

impl<'de> Deserializer<'de> for &mut Given {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> MapAccess<'de> for Given {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Wrong> {
        let Some((name, values)) = self.all.next() else {
            return Ok(None);
        };
        (self.name, self.values) = (name, values);
        seed.deserialize(self.name.clone().into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Wrong> {
        seed.deserialize(Values(std::mem::take(&mut self.values)))
    }
}

/// The values of a name. Where one is wanted, the last one counts.
struct Values(Vec<String>);

impl Values {
    fn last(mut self) -> String {
        self.0.pop().unwrap_or_default()
    }
}

/// A number or a truth value.
macro_rules! parsed {
    ($($deserialize:ident $visit:ident $kind:literal,)*) => {
        $(fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            let text = self.last();
            let value = text.trim().parse();
            visitor.$visit(value.or(Err(Wrong(format!("expected {}, but found “{text}”", $kind))))?)
        })*
    };
}

impl<'de> Deserializer<'de> for Values {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_string(self.last())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_seq(SeqDeserializer::<_, Wrong>::new(self.0.into_iter()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        let text: StringDeserializer<Wrong> = self.last().into_deserializer();
        visitor.visit_enum(text)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let text = self.last();
        match text.trim().to_ascii_lowercase().as_str() {
            "true" | "1" | "on" | "yes" | "t" | "y" => visitor.visit_bool(true),
            "false" | "0" | "off" | "no" | "f" | "n" => visitor.visit_bool(false),
            _ => Err(Wrong::custom(format!("expected true or false, but found “{text}”"))),
        }
    }

    parsed! {
        deserialize_i64 visit_i64 "a whole number",
        deserialize_f64 visit_f64 "a number",
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 char str string bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// A page of an answer: how many, after how many, within what `yente` allows.
pub(super) fn window(limit: Option<i64>, usual: usize, most: usize) -> Result<usize, Refused> {
    within("limit", limit.unwrap_or(i64::try_from(usual).unwrap_or(i64::MAX)), most)
}

/// A number from 0 up to the greatest that may be asked for; below, it is 0.
pub(super) fn within(name: &str, found: i64, most: usize) -> Result<usize, Refused> {
    let found = usize::try_from(found.max(0)).unwrap_or(usize::MAX);
    if found > most {
        return Err(Refused::field(["query", name], &format!("expected a number up to {most}, but found {found}")));
    }
    Ok(found)
}

/// A moment as `yente` takes it: a day, or a day and a time, `2025-03-24T06:30`.
pub(super) fn moment(name: &str, text: &str) -> Result<chrono::NaiveDateTime, Refused> {
    let whole: Cow<'_, str> = match text.len() {
        10 => format!("{text}T00:00:00").into(),
        13 => format!("{text}:00:00").into(),
        16 => format!("{text}:00").into(),
        _ => text.into(),
    };
    let read = chrono::NaiveDateTime::parse_from_str(&whole, "%Y-%m-%dT%H:%M:%S").ok();
    read.filter(|_| whole.len() == 19).ok_or_else(|| {
        let why = format!("expected a day or a moment, such as 2025-03-24 or 2025-03-24T06:30:00, but found “{text}”");
        Refused::field(["query", name], &why)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Asked {
        limit: Option<i64>,
        cutoff: Option<f64>,
        topics: Vec<String>,
        q: String,
        fuzzy: bool,
    }

    #[test]
    fn a_name_may_stand_several_times() {
        let asked = |query| read::<Asked>(query).map_err(|refused| format!("{refused:?}"));
        let topics = vec!["export.control".to_owned(), "a b".to_owned()];
        assert_eq!(asked("topics=export.control&topics=a+b"), Ok(Asked { topics, ..Asked::default() }));
        let expected =
            Asked { limit: Some(7), cutoff: Some(0.5), q: "Ü&".to_owned(), fuzzy: true, ..Asked::default() };
        assert_eq!(asked("limit=5&limit=7&cutoff=.5&q=%C3%9C%26&fuzzy=1&unknown=x&unknown=y"), Ok(expected));
        assert_eq!(asked(""), Ok(Asked::default()));
        for (query, of, why) in [
            ("limit=x", "limit", "a whole number"),
            ("topics=a&cutoff=", "cutoff", "a number"),
            ("fuzzy=perhaps", "fuzzy", "true or false"),
        ] {
            let refused = asked(query).unwrap_err();
            assert!(refused.contains(of) && refused.contains(why), "{refused}");
        }
    }

    #[test]
    fn moments_are_read_as_far_as_they_go() {
        for (text, expected) in [
            ("2025-03-24", Some("2025-03-24 00:00:00")),
            ("2025-03-24T06", Some("2025-03-24 06:00:00")),
            ("2025-03-24T06:30", Some("2025-03-24 06:30:00")),
            ("2025-03-24T06:30:15", Some("2025-03-24 06:30:15")),
            ("2025-03-24T06:30:15Z", None),
            ("2025-02-30", None),
            ("24.03.2025", None),
            ("", None),
            ("ééééé", None),
        ] {
            assert_eq!(moment("changed_since", text).ok().map(|at| at.to_string()).as_deref(), expected, "{text}");
        }
    }
}
