//! Pictures as people and attackers send them.

use image::codecs::gif::GifEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ExtendedColorType, Frame, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};
use jpeg_encoder::{ColorType, Encoder};
use masthead_engines::pictures::{
    Encoding, Format, PictureError, Spec, inspect, render, render_aside,
};
use proptest::prelude::*;

const RED: [u8; 3] = [220, 20, 20];
const GREEN: [u8; 3] = [20, 200, 20];
const BLUE: [u8; 3] = [20, 20, 220];
const YELLOW: [u8; 3] = [230, 220, 20];

/// Red, green, blue and yellow in the corners: 48 wide, 32 high.
fn corners() -> RgbImage {
    RgbImage::from_fn(48, 32, |x, y| {
        Rgb(match (x < 24, y < 16) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => YELLOW,
        })
    })
}

/// The picture as a camera held that way stores it: EXIF 2.32, tag 0x0112, says at which side of
/// the scene the first row and the first column lie.
fn as_stored(upright: &RgbImage, orientation: u8) -> RgbImage {
    let (w, h) = upright.dimensions();
    let (stored_w, stored_h) = if orientation >= 5 { (h, w) } else { (w, h) };
    RgbImage::from_fn(stored_w, stored_h, |column, row| {
        let (x, y) = match orientation {
            2 => (w - 1 - column, row),
            3 => (w - 1 - column, h - 1 - row),
            4 => (column, h - 1 - row),
            5 => (row, column),
            6 => (w - 1 - row, column),
            7 => (w - 1 - row, h - 1 - column),
            8 => (row, h - 1 - column),
            _ => (column, row),
        };
        *upright.get_pixel(x, y)
    })
}

/// An EXIF block with an orientation, and a place in the GPS directory that must not get out.
fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x02\0".to_vec();
    block.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    block.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0]);
    block.extend([0, 0, 0, 0]);
    block.extend([1, 0, 0x1b, 0, 7, 0, 13, 0, 0, 0, 56, 0, 0, 0, 0, 0, 0, 0]);
    block.extend(b"GPSHEREIAMNOW");
    block
}

fn jpeg(picture: &RgbImage, exif: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    if let Some(exif) = exif {
        encoder.add_exif_metadata(exif).expect("the block is small");
        encoder
            .add_app_segment(1, b"http://ns.adobe.com/xap/1.0/\0GPSHEREIAMNOW".to_vec())
            .expect("small");
    }
    let (width, height) = (picture.width() as u16, picture.height() as u16);
    encoder
        .encode(picture, width, height, ColorType::Rgb)
        .expect("it can be written");
    bytes
}

fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture
        .write_with_encoder(PngEncoder::new(&mut bytes))
        .expect("it can be written");
    bytes
}

fn spec(widths: &[u32]) -> Spec {
    Spec {
        widths: widths.to_vec(),
        webp_quality: 95,
        jpeg_quality: 95,
        ..Spec::default()
    }
}

fn decoded(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes)
        .expect("a rendition opens")
        .into_rgb8()
}

fn near(found: &Rgb<u8>, wanted: [u8; 3]) -> bool {
    found
        .0
        .iter()
        .zip(wanted)
        .all(|(found, wanted)| found.abs_diff(wanted) < 30)
}

#[test]
fn every_way_to_hold_a_camera_comes_out_upright() {
    for orientation in 1..=8 {
        let file = jpeg(
            &as_stored(&corners(), orientation),
            Some(&exif(orientation)),
        );
        let inspected = inspect(&file).expect("a picture");
        assert_eq!(inspected.exif_orientation, orientation);
        assert_eq!(
            (inspected.width, inspected.height),
            (48, 32),
            "orientation {orientation}"
        );

        let rendered = render(&file, &spec(&[48])).expect("a picture");
        assert_eq!((rendered.width, rendered.height), (48, 32));
        for rendition in rendered.renditions {
            let picture = decoded(&rendition.bytes);
            let corner = |x, y, colour| {
                let found = picture.get_pixel(x, y);
                assert!(
                    near(found, colour),
                    "{orientation} {:?}: {found:?} at {x},{y}",
                    rendition.encoding
                );
            };
            corner(4, 4, RED);
            corner(43, 4, GREEN);
            corner(4, 27, BLUE);
            corner(43, 27, YELLOW);
        }
    }
}

#[test]
fn the_place_where_it_was_taken_does_not_get_out() {
    let file = jpeg(&corners(), Some(&exif(6)));
    let holds = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    assert!(holds(&file, b"GPSHEREIAMNOW"), "the upload has it");
    for rendition in render(&file, &spec(&[20, 48]))
        .expect("a picture")
        .renditions
    {
        for word in [
            &b"GPSHEREIAMNOW"[..],
            b"Exif",
            b"EXIF",
            b"ns.adobe.com",
            b"ICC_PROFILE",
        ] {
            assert!(!holds(&rendition.bytes, word), "{:?}", rendition.encoding);
        }
    }
}

#[test]
fn renditions_have_the_widths_asked_for_and_keep_the_shape() {
    let picture = RgbImage::from_fn(1000, 667, |x, y| Rgb([x as u8, y as u8, (x ^ y) as u8]));
    let rendered = render(&jpeg(&picture, None), &Spec::default()).expect("a picture");
    let sizes: Vec<_> = rendered
        .renditions
        .iter()
        .map(|r| (r.width, r.height, r.encoding))
        .collect();
    let both = |w, h| [(w, h, Encoding::Webp), (w, h, Encoding::Jpeg)];
    assert_eq!(
        sizes,
        [
            both(320, 213),
            both(640, 427),
            both(960, 640),
            both(1000, 667)
        ]
        .concat()
    );
    for rendition in &rendered.renditions {
        let opened = inspect(&rendition.bytes).expect("a rendition is a picture");
        assert_eq!(
            (opened.width, opened.height),
            (rendition.width, rendition.height)
        );
        let format = if rendition.encoding == Encoding::Webp {
            Format::Webp
        } else {
            Format::Jpeg
        };
        assert_eq!(opened.format, format);
    }
}

#[test]
fn each_format_we_open_is_known_by_its_bytes_and_drawn() {
    let picture = DynamicImage::from(corners());
    let mut gif = Vec::new();
    GifEncoder::new(&mut gif)
        .encode_frames([
            Frame::new(picture.to_rgba8()),
            Frame::new(RgbaImage::new(48, 32)),
        ])
        .expect("it can be written");
    let webp = webp::Encoder::from_rgb(picture.as_bytes(), 48, 32)
        .encode(90.0)
        .to_vec();
    let sixteen = DynamicImage::from(picture.to_rgb16());
    for (file, format) in [
        (jpeg(&corners(), None), Format::Jpeg),
        (png(&picture), Format::Png),
        (png(&sixteen), Format::Png),
        (gif, Format::Gif),
        (webp, Format::Webp),
    ] {
        assert_eq!(inspect(&file).expect("a picture").format, format);
        let rendered = render(&file, &spec(&[24])).expect("a picture");
        assert_eq!(rendered.renditions.len(), 2, "{format:?}");
        let small = decoded(&rendered.renditions[0].bytes);
        assert!(
            near(small.get_pixel(3, 3), RED) && near(small.get_pixel(20, 12), YELLOW),
            "{format:?}"
        );
    }
}

#[test]
fn grey_pictures_and_those_for_print_are_drawn_too() {
    let grey = image::GrayImage::from_fn(40, 30, |x, _| image::Luma([(x * 6) as u8]));
    render(&png(&grey.into()), &spec(&[20])).expect("a grey picture");

    let ink: Vec<u8> = [0u8, 255, 255, 0].repeat(40 * 30);
    let mut print = Vec::new();
    Encoder::new(&mut print, 95)
        .encode(&ink, 40, 30, ColorType::Cmyk)
        .expect("it can be written");
    let rendered = render(&print, &spec(&[20])).expect("a picture for print");
    let drawn = decoded(&rendered.renditions[0].bytes);
    let [red, green, blue] = drawn.get_pixel(10, 10).0;
    assert!(
        red > 150 && green < 80 && blue < 80,
        "magenta and yellow make red: {red} {green} {blue}"
    );
}

#[test]
fn what_can_be_seen_through_stays_so_in_webp_and_is_white_in_jpeg() {
    let glass = RgbaImage::from_fn(60, 40, |x, _| {
        Rgba([200, 0, 0, if x < 30 { 0 } else { 255 }])
    });
    let rendered = render(&png(&glass.into()), &spec(&[30])).expect("a picture");
    let webp = image::load_from_memory(&rendered.renditions[0].bytes)
        .expect("opens")
        .into_rgba8();
    assert_eq!(
        (webp.get_pixel(3, 10).0[3], webp.get_pixel(26, 10).0[3]),
        (0, 255)
    );
    let jpeg = decoded(&rendered.renditions[1].bytes);
    assert!(near(jpeg.get_pixel(3, 10), [255; 3]) && near(jpeg.get_pixel(26, 10), [200, 0, 0]));
    assert_eq!(rendered.colour.to_string(), "#c80000");
}

#[test]
fn a_profile_is_applied_before_it_is_dropped() {
    let profile = moxcms::ColorProfile::new_display_p3()
        .encode()
        .expect("a profile");
    let wide = RgbImage::from_pixel(8, 8, Rgb([200, 60, 40]));
    let mut file = Vec::new();
    let mut encoder = PngEncoder::new(&mut file);
    encoder
        .set_icc_profile(profile)
        .expect("PNG takes profiles");
    encoder
        .write_image(&wide, 8, 8, ExtendedColorType::Rgb8)
        .expect("it can be written");
    let rendered = render(&file, &spec(&[8])).expect("a picture");
    assert!(rendered.colour.red > 210, "{}", rendered.colour);
}

#[test]
fn what_is_no_picture_is_refused() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    for bytes in [
        &b""[..],
        b"x",
        svg,
        b"%PDF-1.7",
        b"<!doctype html>",
        b"BM\0\0\0\0\0\0\0\0",
        b"II*\0",
    ] {
        assert_eq!(inspect(bytes), Err(PictureError::UnknownFormat));
        assert!(matches!(
            render(bytes, &spec(&[8])),
            Err(PictureError::UnknownFormat)
        ));
    }
    for bytes in [
        &b"GIF89a"[..],
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\0\0\0\0WEBPVP8 ",
    ] {
        assert!(
            matches!(inspect(bytes), Err(PictureError::Damaged(_))),
            "{bytes:?}"
        );
    }
}

/// The head of a PNG that claims these sides, and nothing after it but a little.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut file = png(&DynamicImage::new_rgb8(1, 1));
    file[16..20].copy_from_slice(&width.to_be_bytes());
    file[20..24].copy_from_slice(&height.to_be_bytes());
    let mut crc = flate2::Crc::new();
    crc.update(&file[12..29]);
    file[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    file
}

#[test]
fn a_bomb_is_refused_by_its_head() {
    for (width, height) in [
        (50_000, 50_000),
        (16_001, 1),
        (1, 16_001),
        (8_001, 8_000),
        (u32::MAX >> 1, 1),
    ] {
        let refused = inspect(&bomb(width, height)).expect_err("too many pixels");
        let too_large = PictureError::TooLarge { width, height };
        assert!(
            refused == too_large || matches!(refused, PictureError::Damaged(_)),
            "{refused}"
        );
        render(&bomb(width, height), &spec(&[8])).expect_err("too many pixels");
    }
}

#[test]
fn a_picture_cut_off_anywhere_never_stops_us() {
    let picture = DynamicImage::from(corners());
    let webp = webp::Encoder::from_rgb(picture.as_bytes(), 48, 32)
        .encode(90.0)
        .to_vec();
    let mut gif = Vec::new();
    GifEncoder::new(&mut gif)
        .encode_frames([Frame::new(picture.to_rgba8())])
        .expect("written");
    for file in [jpeg(&corners(), Some(&exif(6))), png(&picture), gif, webp] {
        for cut in (0..file.len()).step_by(7) {
            let _ = inspect(&file[..cut]);
            let _ = render(&file[..cut], &spec(&[16]));
        }
    }
}

#[tokio::test]
async fn drawing_aside_gives_the_same_drawing() {
    let file = jpeg(&corners(), None);
    let aside = render_aside(file.clone().into(), spec(&[24]))
        .await
        .expect("a picture");
    let here = render(&file, &spec(&[24])).expect("a picture");
    assert_eq!(aside.renditions[0].bytes, here.renditions[0].bytes);
    let refused = render_aside(b"nothing"[..].into(), spec(&[24])).await;
    assert_eq!(refused.map(|_| ()), Err(PictureError::UnknownFormat));
}

fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let picture = DynamicImage::from(corners());
    let webp = webp::Encoder::from_rgb(picture.as_bytes(), 48, 32)
        .encode(90.0)
        .to_vec();
    let mut gif = Vec::new();
    GifEncoder::new(&mut gif)
        .encode_frames([Frame::new(picture.to_rgba8())])
        .expect("written");
    let files = vec![jpeg(&corners(), Some(&exif(6))), png(&picture), gif, webp];
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12);
    (prop::sample::select(files), changes).prop_map(|(mut file, changes)| {
        for (place, byte) in changes {
            let place = place.index(file.len());
            file[place] = byte;
        }
        file
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_never_stop_us_and_never_make_a_rendition_too_large(file in hostile()) {
        let inspected = inspect(&file);
        if let Ok(rendered) = render(&file, &spec(&[16])) {
            prop_assert!(inspected.is_ok());
            prop_assert!(rendered.renditions.iter().all(|rendition| rendition.width <= 16));
        }
    }

    #[test]
    fn a_damaged_exif_block_still_leaves_a_picture(noise in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut block = b"II*\0".to_vec();
        block.extend(noise);
        let file = jpeg(&corners(), Some(&block));
        prop_assert!(render(&file, &spec(&[16])).is_ok());
    }
}
